// Keycloak's own admin REST API of clients, as far as this page needs it.
import { type Rest } from "../shared/rest";

/** What the page keeps of a client: the answers have more, its secret, too. */
export interface Client {
    readonly id: string;
    readonly clientId: string;
    readonly name: string;
    readonly hasServiceAccount: boolean;
    /** Whether this administrator may manage the client. */
    readonly mayManage: boolean;
}

interface ClientRepresentation {
    readonly id: string;
    readonly clientId: string;
    readonly name?: string;
    readonly serviceAccountsEnabled?: boolean;
    readonly access?: { readonly manage?: boolean };
}

const toClient = ({ id, clientId, name, serviceAccountsEnabled, access }: ClientRepresentation): Client => ({
    id,
    clientId,
    name: name ?? "",
    hasServiceAccount: serviceAccountsEnabled === true,
    mayManage: access?.manage === true,
});

export class ClientApi {
    constructor(private readonly rest: Rest) {}

    /** Returns a client; undefined if it does not exist, or this administrator may not view it. */
    find = async (clientId: string) =>
        (await this.read({ clientId })).find((client) => client.clientId === clientId);

    /** Returns the first clients with that text in their client id. */
    search = (text: string, max: number) => this.read({ clientId: text, search: "true", max: String(max) });

    private async read(parameters: Record<string, string>): Promise<readonly Client[]> {
        const clients = await this.rest.call<ClientRepresentation[]>(
            "GET",
            `?${new URLSearchParams(parameters).toString()}`,
        );
        return clients.map(toClient);
    }
}
