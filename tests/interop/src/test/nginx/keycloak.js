// Asks Keycloak about the bearer token of a request, for auth_request.

const CLIENT_ID = 'catalog-server';
const CLAIMS = ['sub', 'username', 'token_name', 'token_profile', 'token_expires_at'];

async function authorize(r) {
    const bearer = /^Bearer +([^ ]+)$/i.exec(r.headersIn.Authorization || '');
    if (!bearer) {
        return r.return(401);
    }
    const answer = await r.subrequest('/_introspect', {
        method: 'POST',
        body: `token=${encodeURIComponent(bearer[1])}`,
    });
    if (answer.status !== 200) {
        return r.return(500);
    }
    const claims = JSON.parse(answer.responseText);
    if (!claims.active) {
        return r.return(401);
    }
    const role = r.variables.role;
    if (role && !roles(claims).includes(role)) {
        return r.return(403);
    }
    for (let i in CLAIMS) {
        const value = claims[CLAIMS[i]];
        if (value !== undefined) {
            r.headersOut[`Claim-${CLAIMS[i].replace(/_/g, '-')}`] = String(value);
        }
    }
    return r.return(204);
}

function roles(claims) {
    const clients = claims.resource_access || {};
    return (clients[CLIENT_ID] || {}).roles || [];
}

export default { authorize };
