import { useEffect, useState } from "react";
import { type ApiToken, type ApiTokenDetails, type LastUse } from "./api-token";
import { lastUser } from "./last-user";
import { moment } from "./moment";
import { whileWanted } from "./while-wanted";

export type LoadDetails = (id: string) => Promise<ApiTokenDetails>;

interface Props {
    readonly token: ApiToken;
    readonly load: LoadDetails;
}

/** The last use by each resource server and by Keycloak itself; until that is loaded, or if it cannot be, the newest. */
export function LastUses({ token, load }: Props) {
    const [uses, setUses] = useState<readonly LastUse[]>([]);
    useEffect(
        () => whileWanted(load(token.id), ({ lastUses }) => setUses(lastUses)),
        [load, token.id, token.lastUsedAt],
    );
    return uses.length === 0
        ? token.lastUsedBy && lastUser(token.lastUsedBy)
        : uses.map(({ clientId, lastUsedAt }) => (
              <div key={clientId}>
                  {lastUser(clientId)}: {moment(lastUsedAt)}
              </div>
          ));
}
