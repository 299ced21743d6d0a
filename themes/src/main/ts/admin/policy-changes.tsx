import { t } from "../shared/messages";
import { bindsNewSecrets, changedFields, type PolicyDraft, type Text, type Tick } from "./policy-form";

interface Props {
    readonly before: PolicyDraft;
    readonly after: PolicyDraft;
}

/** What would change in the policy: each setting with what it is and what it would be; and when that takes effect. */
export function PolicyChanges({ before, after }: Props) {
    const changed = changedFields(before, after);
    const later = changed.filter(bindsNewSecrets);
    const atOnce = changed.filter((field) => !bindsNewSecrets(field));
    return (
        <section aria-labelledby="admin-policy-changes">
            <h3 id="admin-policy-changes">{t("adminPolicyChanges")}</h3>
            <ul className="admin-list">
                {changed.map((field) => (
                    <li key={field}>
                        {t(`adminPolicy_${field}`)}: <del>{text(before[field])}</del> →{" "}
                        <ins>{text(after[field])}</ins>
                    </li>
                ))}
            </ul>
            {atOnce.length > 0 && <p>{t("adminChangesAtOnce", { settings: names(atOnce) })}</p>}
            {later.length > 0 && <p>{t("adminChangesLater", { settings: names(later) })}</p>}
        </section>
    );
}

const names = (fields: readonly (Tick | Text)[]) =>
    fields.map((field) => t(`adminPolicy_${field}`)).join(", ");

const text = (value: boolean | string) =>
    typeof value === "string" ? value.trim() || "–" : t(value ? "adminOn" : "adminOff");
