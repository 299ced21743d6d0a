"""A resource server that introspects with Authlib."""

import os
from urllib.parse import quote

import requests
from authlib.integrations.flask_oauth2 import ResourceProtector, current_token
from authlib.oauth2.rfc7662 import IntrospectTokenValidator
from flask import Flask, abort, jsonify

ISSUER = os.environ["ISSUER"]
CLIENT_ID = os.environ["CLIENT_ID"]
CLIENT_SECRET = os.environ["CLIENT_SECRET"]


class KeycloakTokens(IntrospectTokenValidator):
    def introspect_token(self, token_string):
        try:
            response = requests.post(
                f"{ISSUER}/protocol/openid-connect/token/introspect",
                data={"token": token_string},
                auth=(quote(CLIENT_ID), quote(CLIENT_SECRET)),
                timeout=5,
            )
            response.raise_for_status()
            return response.json()
        except requests.RequestException:
            abort(503)


def roles(claims):
    return claims.get("resource_access", {}).get(CLIENT_ID, {}).get("roles", [])


require_token = ResourceProtector()
require_token.register_token_validator(KeycloakTokens())
app = Flask(__name__)


@app.get("/catalog")
@require_token()
def catalog():
    return jsonify(dict(current_token))


@app.get("/deploy")
@require_token()
def deploy():
    if "deployer" not in roles(current_token):
        abort(403)
    return jsonify(name=current_token["username"])
