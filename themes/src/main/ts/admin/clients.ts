// Keycloak's own admin REST API of clients, as far as this page needs it.
import { type Rest } from "../shared/rest";

/** What the page keeps of a client: the answers have more, its secret, too. */
export interface Client {
    readonly id: string;
    readonly clientId: string;
    readonly name: string;
    readonly hasServiceAccount: boolean;
    /** Only such a client may introspect. */
    readonly isConfidential: boolean;
    /** Whether an administrator set its attribute `api-tokens.accepted`. */
    readonly isMarked: boolean;
    /** Whether it is exempt from Keycloak's check of the audience. */
    readonly isOptedOut: boolean;
    /** Whether this administrator may manage the client. */
    readonly mayManage: boolean;
}

/** An audience mapper that the answers about API tokens have. */
export interface AudienceMapper {
    readonly id: string;
    /** A client id. */
    readonly audience: string;
    /** The client scope that has it; null for the client api-tokens itself. */
    readonly scope: string | null;
}

/** The client api-tokens, whose mappers say for whom tokens are. */
export interface TokenClient {
    readonly id: string;
    readonly mayManage: boolean;
    readonly mappers: readonly AudienceMapper[];
}

interface MapperRepresentation {
    readonly id: string;
    readonly protocolMapper: string;
    readonly config?: Readonly<Record<string, string>>;
}

interface ScopeRepresentation {
    readonly id: string;
    readonly name: string;
    readonly protocolMappers?: readonly MapperRepresentation[];
}

interface ClientRepresentation {
    readonly id: string;
    readonly clientId: string;
    readonly name?: string;
    readonly serviceAccountsEnabled?: boolean;
    readonly publicClient?: boolean;
    readonly bearerOnly?: boolean;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly protocolMappers?: readonly MapperRepresentation[];
    readonly access?: { readonly manage?: boolean };
}

const ACCEPTED = "api-tokens.accepted";
const AUDIENCE = "oidc-audience-mapper";
const INCLUDED = "included.client.audience";
const CUSTOM = "included.custom.audience";

const toClient = (client: ClientRepresentation): Client => ({
    id: client.id,
    clientId: client.clientId,
    name: client.name ?? "",
    hasServiceAccount: client.serviceAccountsEnabled === true,
    isConfidential: client.publicClient !== true && client.bearerOnly !== true,
    isMarked: client.attributes?.[ACCEPTED] === "true",
    isOptedOut: client.attributes?.["allow.token.introspection.without.audience.check"] === "true",
    mayManage: client.access?.manage === true,
});

const audiences = (mappers: readonly MapperRepresentation[] | undefined, scope: string | null) =>
    (mappers ?? []).flatMap(({ id, protocolMapper, config }) => {
        // As Keycloak takes them: the client, or else the text.
        const audience = [config?.[INCLUDED], config?.[CUSTOM]].find(Boolean);
        return protocolMapper === AUDIENCE && audience ? [{ id, audience, scope }] : [];
    });

export class ClientApi {
    constructor(
        private readonly rest: Rest,
        /** The API of client scopes. */
        private readonly scopes: Rest,
    ) {}

    /** Returns a client; undefined if it does not exist, or this administrator may not view it. */
    find = async (clientId: string) =>
        (await this.read({ clientId })).find((client) => client.clientId === clientId);

    /** Returns the first clients with that text in their client id. */
    search = (text: string, max: number) => this.read({ clientId: text, search: "true", max: String(max) });

    /** Returns the first clients. */
    list = (max: number) => this.read({ max: String(max) });

    /** Returns the client api-tokens; undefined if it does not exist, or this administrator may not view it. */
    tokenClient = async (): Promise<TokenClient | undefined> => {
        const client = (await this.ask({ clientId: "api-tokens" })).find(
            ({ clientId }) => clientId === "api-tokens",
        );
        if (!client) {
            return undefined;
        }
        const defaults = await this.rest.call<ScopeRepresentation[]>(
            "GET",
            `/${client.id}/default-client-scopes`,
        );
        const scopes = await this.scopes.call<ScopeRepresentation[]>("GET", "");
        return {
            id: client.id,
            mayManage: client.access?.manage === true,
            mappers: [
                ...audiences(client.protocolMappers, null),
                ...scopes
                    .filter(({ id }) => defaults.some((scope) => scope.id === id))
                    .flatMap(({ name, protocolMappers }) => audiences(protocolMappers, name)),
            ],
        };
    };

    /** Lets answers about API tokens name a resource server in their audience. */
    addAudience = (tokenClient: TokenClient, clientId: string) =>
        this.rest.run("POST", `/${tokenClient.id}/protocol-mappers/models`, {
            name: `audience ${clientId}`,
            protocol: "openid-connect",
            protocolMapper: AUDIENCE,
            config: {
                [INCLUDED]: clientId,
                "access.token.claim": "true",
                "introspection.token.claim": "true",
                "id.token.claim": "false",
            },
        });

    removeAudience = (tokenClient: TokenClient, mapper: AudienceMapper) =>
        this.rest.run("DELETE", `/${tokenClient.id}/protocol-mappers/models/${mapper.id}`);

    /** Removes the attribute; what is not named stays. */
    unmark = ({ id, clientId }: Client) =>
        this.rest.run("PUT", `/${id}`, { clientId, attributes: { [ACCEPTED]: "" } });

    private read = async (parameters: Record<string, string>): Promise<readonly Client[]> =>
        (await this.ask(parameters)).map(toClient);

    private ask = (parameters: Record<string, string>) =>
        this.rest.call<ClientRepresentation[]>("GET", `?${new URLSearchParams(parameters).toString()}`);
}
