// A resource server of Express, with a middleware that introspects with oauth4webapi.
import express from 'express';
import * as oauth from 'oauth4webapi';

const issuer = new URL(process.env.ISSUER);
const client = { client_id: process.env.CLIENT_ID };
const authentication = oauth.ClientSecretBasic(process.env.CLIENT_SECRET);
// The tests' Keycloak speaks HTTP on loopback; leave this out where it speaks HTTPS.
const options = { [oauth.allowInsecureRequests]: true };

const keycloak = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));

async function authenticate(request, response, next) {
    const bearer = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '');
    if (bearer) {
        const signal = AbortSignal.timeout(5000);
        const answer = await oauth.introspectionRequest(keycloak, client, authentication, bearer[1], {
            ...options,
            signal,
        });
        request.claims = await oauth.processIntrospectionResponse(keycloak, client, answer);
    }
    if (request.claims?.active) {
        next();
    } else {
        response.set('WWW-Authenticate', 'Bearer').sendStatus(401);
    }
}

function requireRole(role) {
    return (request, response, next) =>
        request.claims.resource_access?.[client.client_id]?.roles?.includes(role)
            ? next()
            : response.sendStatus(403);
}

const app = express();
app.use(authenticate);
app.get('/catalog', (request, response) => response.json(request.claims));
app.get('/deploy', requireRole('deployer'), (request, response) => response.json({ name: request.claims.username }));
// Keycloak cannot be asked: the token may be good.
app.use((error, request, response, next) => {
    console.error(error);
    response.sendStatus(503);
});
const server = app.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
