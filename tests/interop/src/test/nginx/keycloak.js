// Asks Keycloak about the bearer token of a request, for auth_request.

const CLIENT_ID = 'catalog-server';
const CLAIMS = ['sub', 'username', 'token_name', 'token_profile', 'token_expires_at'];

async function authorize(r) {
    const role = r.variables.role;
    const bearer = /^Bearer +([^ ]+)$/i.exec(r.headersIn.Authorization || '');
    if (!bearer) {
        return unauthorized(r);
    }
    const answer = await r.subrequest('/_introspect', {
        method: 'POST',
        body: `token=${encodeURIComponent(bearer[1])}`,
    });
    // A location that says no role is a mistake of ours, and nobody passes.
    if (answer.status !== 200 || !role) {
        return r.return(500);
    }
    const claims = JSON.parse(answer.responseText);
    if (!claims.active) {
        return unauthorized(r);
    }
    const granted = roles(claims);
    if (role !== 'any' && !granted.includes(role)) {
        return r.return(403);
    }
    r.headersOut['Claim-Roles'] = granted.map(encodeURIComponent).join(' ');
    for (let i in CLAIMS) {
        const value = claims[CLAIMS[i]];
        if (value !== undefined) {
            r.headersOut[`Claim-${CLAIMS[i].replace(/_/g, '-')}`] = encodeURIComponent(String(value));
        }
    }
    return r.return(200);
}

function unauthorized(r) {
    r.headersOut['WWW-Authenticate'] = 'Bearer';
    return r.return(401);
}

function roles(claims) {
    const clients = claims.resource_access || {};
    return (clients[CLIENT_ID] || {}).roles || [];
}

export default { authorize };
