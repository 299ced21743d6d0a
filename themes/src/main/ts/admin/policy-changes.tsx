import { t } from "../shared/messages";
import { changedFields, type PolicyDraft } from "./policy-form";

interface Props {
    readonly before: PolicyDraft;
    readonly after: PolicyDraft;
}

/** What would change in the policy: each setting with what it is and what it would be. */
export function PolicyChanges({ before, after }: Props) {
    return (
        <section aria-labelledby="admin-policy-changes">
            <h3 id="admin-policy-changes">{t("adminPolicyChanges")}</h3>
            <ul className="admin-list">
                {changedFields(before, after).map((field) => (
                    <li key={field}>
                        {t(`adminPolicy_${field}`)}: <del>{text(before[field])}</del> →{" "}
                        <ins>{text(after[field])}</ins>
                    </li>
                ))}
            </ul>
        </section>
    );
}

const text = (value: boolean | string) =>
    typeof value === "string" ? value.trim() || "–" : t(value ? "adminOn" : "adminOff");
