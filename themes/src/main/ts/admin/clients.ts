// Keycloak's own admin REST API of clients, as far as this page needs it.
import { isCode, type Rest } from "../shared/rest";

/** What the page keeps of a client: the answers have more, its secret, too. */
export interface Client {
    readonly id: string;
    readonly clientId: string;
    readonly name: string;
    readonly isEnabled: boolean;
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
    /** Whether a token is for each client of which it has a role. */
    readonly resolvesAudience: boolean;
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
    readonly enabled?: boolean;
    readonly serviceAccountsEnabled?: boolean;
    readonly publicClient?: boolean;
    readonly bearerOnly?: boolean;
    readonly attributes?: Readonly<Record<string, string>>;
    readonly protocolMappers?: readonly MapperRepresentation[];
    readonly access?: { readonly manage?: boolean };
}

const ACCEPTED = "api-tokens.accepted";
const AUDIENCE = "oidc-audience-mapper";
const AUDIENCE_RESOLVE = "oidc-audience-resolve-mapper";
const INCLUDED = "included.client.audience";
const CUSTOM = "included.custom.audience";

const toClient = (client: ClientRepresentation): Client => ({
    id: client.id,
    clientId: client.clientId,
    name: client.name ?? "",
    isEnabled: client.enabled === true,
    hasServiceAccount: client.serviceAccountsEnabled === true,
    isConfidential: client.publicClient !== true && client.bearerOnly !== true,
    isMarked: client.attributes?.[ACCEPTED] === "true",
    isOptedOut: client.attributes?.["allow.token.introspection.without.audience.check"] === "true",
    mayManage: client.access?.manage === true,
});

/** As Keycloak decides it; without an answer of its own, introspection has what access tokens have. */
const isIntrospected = ({ config }: MapperRepresentation) =>
    (config?.["introspection.token.claim"] ?? config?.["access.token.claim"]) === "true";

const audiences = (mappers: readonly MapperRepresentation[] | undefined, scope: string | null) =>
    (mappers ?? []).filter(isIntrospected).flatMap(({ id, protocolMapper, config }) => {
        // As Keycloak takes them: the client, or else the text.
        const audience = [config?.[INCLUDED], config?.[CUSTOM]].find(Boolean);
        return protocolMapper === AUDIENCE && audience ? [{ id, audience, scope }] : [];
    });

const unless =
    (...codes: readonly string[]) =>
    (error: unknown) => {
        if (!codes.some((code) => isCode(error, code))) {
            throw error;
        }
    };

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
        const used = scopes.filter(({ id }) => defaults.some((scope) => scope.id === id));
        return {
            id: client.id,
            mayManage: client.access?.manage === true,
            mappers: [
                ...audiences(client.protocolMappers, null),
                ...used.flatMap(({ name, protocolMappers }) => audiences(protocolMappers, name)),
            ],
            resolvesAudience: [client, ...used].some(({ protocolMappers }) =>
                protocolMappers?.some(
                    (mapper) => mapper.protocolMapper === AUDIENCE_RESOLVE && isIntrospected(mapper),
                ),
            ),
        };
    };

    /** Returns the ids of those that have roles. What is gone, or may not be read, has none. */
    withRoles = async (clients: readonly Client[]): Promise<ReadonlySet<string>> => {
        const found = await Promise.all(
            clients.map(async ({ id }) => {
                const roles = await this.rest
                    .call<unknown[]>("GET", `/${id}/roles?max=1`)
                    .catch(unless("FORBIDDEN", "NOT_INSTALLED"));
                return roles?.length ? [id] : [];
            }),
        );
        return new Set(found.flat());
    };

    /** Lets answers about API tokens name a resource server in their audience, unless another administrator has. */
    addAudience = (tokenClient: TokenClient, clientId: string) =>
        this.rest
            .run("POST", `/${tokenClient.id}/protocol-mappers/models`, {
                name: `audience ${clientId}`,
                protocol: "openid-connect",
                protocolMapper: AUDIENCE,
                config: {
                    [INCLUDED]: clientId,
                    "access.token.claim": "true",
                    "introspection.token.claim": "true",
                    "id.token.claim": "false",
                },
            })
            .catch(unless("CONFLICT"));

    /** Removes a mapper, unless another administrator has. */
    removeAudience = (tokenClient: TokenClient, mapper: AudienceMapper) =>
        this.rest
            .run("DELETE", `/${tokenClient.id}/protocol-mappers/models/${mapper.id}`)
            .catch(unless("NOT_INSTALLED"));

    /** Removes the attribute; what is not named stays. */
    unmark = ({ id, clientId }: Client) =>
        this.rest.run("PUT", `/${id}`, { clientId, attributes: { [ACCEPTED]: "" } });

    private read = async (parameters: Record<string, string>): Promise<readonly Client[]> =>
        (await this.ask(parameters)).map(toClient);

    private ask = (parameters: Record<string, string>) =>
        this.rest.call<ClientRepresentation[]>("GET", `?${new URLSearchParams(parameters).toString()}`);
}
