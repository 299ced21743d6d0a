// A resource server that introspects with oauth4webapi.
import http from 'node:http';
import * as oauth from 'oauth4webapi';

const issuer = new URL(process.env.ISSUER);
const client = { client_id: process.env.CLIENT_ID };
const authentication = oauth.ClientSecretBasic(process.env.CLIENT_SECRET);
// The tests' Keycloak speaks HTTP on loopback; leave this out where it speaks HTTPS.
const options = { [oauth.allowInsecureRequests]: true };

const keycloak = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));

async function introspect(token) {
    const signal = AbortSignal.timeout(5000);
    const response = await oauth.introspectionRequest(keycloak, client, authentication, token, { ...options, signal });
    return oauth.processIntrospectionResponse(keycloak, client, response);
}

function roles(claims) {
    return claims.resource_access?.[client.client_id]?.roles ?? [];
}

const server = http.createServer(async (request, response) => {
    try {
        const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
        const claims = bearer ? await introspect(bearer[1]) : { active: false };
        if (!claims.active) {
            response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
            return;
        }
        const { pathname } = new URL(request.url, 'http://localhost');
        if (pathname === '/deploy' && !roles(claims).includes('deployer')) {
            response.writeHead(403).end();
            return;
        }
        const answer = pathname === '/deploy' ? { name: claims.username } : claims;
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
        console.error(error);
        response.writeHead(503).end();
    }
});
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
