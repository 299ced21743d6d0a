// An MCP server of the TypeScript SDK, without sessions, that introspects with oauth4webapi.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import {
    getOAuthProtectedResourceMetadataUrl,
    mcpAuthMetadataRouter,
} from '@modelcontextprotocol/sdk/server/auth/router.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import { once } from 'node:events';
import * as oauth from 'oauth4webapi';

const issuer = new URL(process.env.ISSUER);
const client = { client_id: process.env.CLIENT_ID };
const authentication = oauth.ClientSecretBasic(process.env.CLIENT_SECRET);
// The tests' Keycloak speaks HTTP on loopback; leave this out where it speaks HTTPS.
const options = { [oauth.allowInsecureRequests]: true };

const keycloak = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));

const verifier = {
    async verifyAccessToken(token) {
        const response = await oauth.introspectionRequest(keycloak, client, authentication, token, options);
        const claims = await oauth.processIntrospectionResponse(keycloak, client, response);
        if (!claims.active || ![claims.aud].flat().includes(client.client_id)) {
            throw new InvalidTokenError('The token is not valid here');
        }
        const scopes = (claims.scope ?? '').split(' ');
        return { token, clientId: claims.client_id, scopes, expiresAt: claims.exp, extra: claims };
    },
};

function roles(claims) {
    return claims.resource_access?.[client.client_id]?.roles ?? [];
}

function text(value) {
    return { content: [{ type: 'text', text: value }] };
}

function catalog() {
    const server = new McpServer({ name: 'catalog', version: '1.0.0' });
    server.registerTool('whoami', { description: 'Who asks' }, ({ authInfo }) => text(JSON.stringify(authInfo.extra)));
    server.registerTool('deploy', { description: 'Deploy to staging' }, ({ authInfo }) =>
        roles(authInfo.extra).includes('deployer')
            ? text(authInfo.extra.username)
            : { ...text('The token lacks the role deployer.'), isError: true },
    );
    return server;
}

const app = express();
const listener = app.listen(0, '127.0.0.1');
await once(listener, 'listening');
const url = new URL(`http://127.0.0.1:${listener.address().port}/mcp`);

const authenticate = requireBearerAuth({ verifier, resourceMetadataUrl: getOAuthProtectedResourceMetadataUrl(url) });
app.use(mcpAuthMetadataRouter({ oauthMetadata: keycloak, resourceServerUrl: url }));
app.use(express.json());
app.post('/mcp', authenticate, async (request, response) => {
    const server = catalog();
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
    response.on('close', () => server.close());
    await server.connect(transport);
    await transport.handleRequest(request, response, request.body);
});
console.log(`port ${url.port}`);
