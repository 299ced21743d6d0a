// Keycloak's own events about one token, as far as the realm saves them: docs/reference/events.md.
import { type Rest } from "../shared/rest";

/** What happened to a token. */
export interface TokenEvent {
    /** ISO 8601. */
    readonly time: string;
    readonly what: "created" | "rotated" | "edited" | "revoked" | "expiring" | "expired" | "rejected";
    /** The client that the owner used, or the administrator. */
    readonly by: string | null;
    readonly isByAdministrator: boolean;
    readonly ipAddress: string | null;
}

interface EventRepresentation {
    readonly time: number;
    readonly type: string;
    readonly clientId?: string;
    readonly ipAddress?: string;
    readonly details?: {
        readonly token_id?: string;
        readonly token_rotated_at?: string;
        readonly reason?: string;
    };
}

interface AdminEventRepresentation {
    readonly time: number;
    readonly operationType: string;
    readonly resourcePath?: string;
    readonly authDetails?: { readonly userId?: string; readonly ipAddress?: string };
}

/** The events of an owner are searched for those of the token. */
const MAX = 500;

/** The reason of an update that changes nothing: the token expires soon. */
const EXPIRING = "expiring";

/** The reason of an end that an admin event, if the realm saves it, tells with the administrator. */
const ADMINISTRATOR = "administrator";

const TYPES = ["UPDATE_CREDENTIAL", "REMOVE_CREDENTIAL", "INTROSPECT_TOKEN_ERROR"];

export class EventApi {
    constructor(
        private readonly events: Rest,
        private readonly adminEvents: Rest,
        private readonly users: Rest,
    ) {}

    /** Returns the saved events of a token, newest first. */
    of = async (id: string, ownerId: string): Promise<readonly TokenEvent[]> => {
        const [owners, administrators] = await Promise.all([this.ofOwner(id, ownerId), this.ofAdmins(id)]);
        const isTold = administrators.some(({ what }) => what === "revoked");
        const told = owners.filter(({ isByAdministrator }) => !(isTold && isByAdministrator));
        return [...told, ...administrators].sort((a, b) => b.time.localeCompare(a.time));
    };

    private ofOwner = async (id: string, ownerId: string) => {
        const query = new URLSearchParams([
            ...TYPES.map((type) => ["type", type]),
            ["user", ownerId],
            ["max", String(MAX)],
        ]).toString();
        const found = await this.events.call<EventRepresentation[]>("GET", `?${query}`);
        const own = found.filter(({ details }) => details?.token_id === id).sort((a, b) => a.time - b.time);
        return own.map((event, index) => toEvent(event, own.slice(0, index)));
    };

    private ofAdmins = async (id: string) => {
        const query = new URLSearchParams({ resourcePath: `api-tokens/${id}*`, max: String(MAX) }).toString();
        const found = await this.adminEvents.call<AdminEventRepresentation[]>("GET", `?${query}`);
        const names = await this.names(
            new Set(found.flatMap(({ authDetails }) => authDetails?.userId ?? [])),
        );
        return found.map(({ time, operationType, resourcePath, authDetails }): TokenEvent => ({
            time: iso(time),
            what:
                operationType === "DELETE"
                    ? "revoked"
                    : operationType === "CREATE"
                      ? "created"
                      : resourcePath?.endsWith("/rotate")
                        ? "rotated"
                        : "edited",
            by: (authDetails?.userId && names.get(authDetails.userId)) ?? authDetails?.userId ?? null,
            isByAdministrator: true,
            ipAddress: authDetails?.ipAddress ?? null,
        }));
    };

    /** Those of other realms keep their id. */
    private names = async (ids: ReadonlySet<string>) =>
        new Map(
            await Promise.all(
                [...ids].map(async (id): Promise<readonly [string, string]> => {
                    const user = await this.users
                        .call<{ username?: string }>("GET", `/${encodeURIComponent(id)}`)
                        .catch(() => undefined);
                    return [id, user?.username ?? id];
                }),
            ),
        );
}

const iso = (time: number) => new Date(time).toISOString();

/** @param before the earlier events of the token */
function toEvent(event: EventRepresentation, before: readonly EventRepresentation[]): TokenEvent {
    return {
        time: iso(event.time),
        what: whatOf(event, before),
        by: event.clientId ?? null,
        isByAdministrator: event.details?.reason === ADMINISTRATOR,
        ipAddress: event.ipAddress ?? null,
    };
}

function whatOf({ type, details }: EventRepresentation, before: readonly EventRepresentation[]) {
    if (type === "INTROSPECT_TOKEN_ERROR") {
        return "rejected";
    }
    if (type === "REMOVE_CREDENTIAL") {
        return details?.reason === "expired" ? "expired" : "revoked";
    }
    if (details?.reason === EXPIRING) {
        return EXPIRING;
    }
    const rotatedAt = details?.token_rotated_at;
    const last = before
        .filter((earlier) => earlier.type === type && earlier.details?.reason !== EXPIRING)
        .at(-1);
    if (rotatedAt !== undefined && rotatedAt !== last?.details?.token_rotated_at) {
        return "rotated";
    }
    return last === undefined ? "created" : "edited";
}
