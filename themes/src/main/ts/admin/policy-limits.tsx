import { Entries } from "../shared/entries";
import { mayNeverExpire } from "../shared/expiry";
import { inDigits } from "../shared/locale";
import { t } from "../shared/messages";
import { type Policy } from "../shared/policy";
import { inWords } from "../shared/times";

const allowed = (isAllowed: boolean) => t(isAllowed ? "adminLimitAllowed" : "adminLimitForbidden");

/** The limits that hold for an owner's tokens. */
export const PolicyLimits = ({ policy }: { policy: Policy }) => (
    <section className="admin-limits" aria-label={t("adminLimits")}>
        <Entries
            entries={[
                ["adminPolicy_maxPerUser", inDigits(policy.maxPerUser)],
                [
                    "adminPolicy_maxLifetime",
                    policy.maxLifetime ? inWords(policy.maxLifetime) : t("adminNoLimit"),
                ],
                ["adminPolicy_defaultLifetime", policy.defaultLifetime && inWords(policy.defaultLifetime)],
                ["adminLimitNever", allowed(mayNeverExpire(policy))],
                ["adminLimitFullAccess", allowed(policy.fullAccess)],
                ["adminPolicy_profiles", policy.profiles.join(", ")],
            ]}
        />
    </section>
);
