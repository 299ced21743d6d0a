import { Button } from "@patternfly/react-core";
import { t } from "../shared/messages";
import { type PolicyDraft } from "./policy-form";

type Preset = Partial<PolicyDraft>;

/** Each says the same settings; the others stay as they are. */
const PRESETS: Readonly<Record<"strict" | "balanced" | "open", Preset>> = {
    strict: {
        maxLifetime: "90d",
        defaultLifetime: "30d",
        requireExpiry: true,
        inactivityDays: "30",
        endOnLogoutAll: true,
        fullAccess: false,
        recentLoginSeconds: "300",
    },
    balanced: {
        maxLifetime: "1y",
        defaultLifetime: "90d",
        requireExpiry: true,
        inactivityDays: "180",
        endOnLogoutAll: false,
        fullAccess: true,
        recentLoginSeconds: "3600",
    },
    open: {
        maxLifetime: "",
        defaultLifetime: "",
        requireExpiry: false,
        inactivityDays: "",
        endOnLogoutAll: false,
        fullAccess: true,
        recentLoginSeconds: "",
    },
};

interface Props {
    readonly draft: PolicyDraft;
    readonly onChange: (draft: PolicyDraft) => void;
}

/** Fills several settings in at once. Nothing is saved: what saving changes is listed below the form. */
export const PolicyPresets = ({ draft, onChange }: Props) => (
    <div className="admin-presets" role="group" aria-labelledby="admin-presets">
        <span id="admin-presets">{t("adminPresets")}</span>
        {Object.entries(PRESETS).map(([name, preset]) => (
            <Button
                key={name}
                variant="secondary"
                size="sm"
                onClick={() => onChange({ ...draft, ...preset })}
            >
                {t(`adminPreset_${name}`)}
            </Button>
        ))}
        <span className="api-tokens-note">{t("adminPresetsHelp")}</span>
    </div>
);
