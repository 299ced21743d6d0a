import { Button, FormSelect, FormSelectOption } from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { t } from "../shared/messages";
import { useAdministrator } from "./administrator";
import { adminRealm, consoleUrl, publicUrl, realm, realmPath, resourceUrl, signOutUrl } from "./page-config";

const LOGO = resourceUrl("admin/keycloak.v2/logo.svg");

/** Where this is, who is there, and how to leave. */
export function Masthead() {
    const { name, home } = useAdministrator();
    const [logo, setLogo] = useState(true);
    return (
        <header className="admin-masthead">
            {logo && <img src={LOGO.href} alt="Keycloak" onError={() => setLogo(false)} />}
            <a href={consoleUrl(home)}>{t("adminConsole")}</a>
            {home === adminRealm && <Realms />}
            <span>{t("adminSignedIn", { name, realm: home })}</span>
            <a href={signOutUrl(home)}>{t("adminSignOut")}</a>
        </header>
    );
}

/** The same page of another realm. There may be thousands of them, so they are read when somebody wants another. */
function Realms() {
    const { realms } = useAdministrator();
    const [names, setNames] = useState<readonly string[]>();
    const [chosen, setChosen] = useState(realm);
    const [busy, setBusy] = useState(false);

    const load = () => {
        setBusy(true);
        // After a failure the button is there still.
        realms.names().then(setNames, () => setBusy(false));
    };

    if (!names) {
        return (
            <Button variant="link" isInline isAriaDisabled={busy} onClick={load}>
                {t("adminOtherRealm")}
            </Button>
        );
    }
    // Keys walk through the list: the page is left when somebody says so.
    const open = (event: FormEvent) => {
        event.preventDefault();
        location.assign(publicUrl(`${realmPath(chosen)}api-tokens-admin/`));
    };
    return (
        <form className="admin-realms" onSubmit={open}>
            <FormSelect
                autoFocus
                aria-label={t("adminRealm")}
                value={chosen}
                onChange={(_, other) => setChosen(other)}
            >
                {names.map((one) => (
                    <FormSelectOption key={one} value={one} label={one} />
                ))}
            </FormSelect>
            <Button type="submit" variant="link" isInline>
                {t("adminOpenRealm")}
            </Button>
        </form>
    );
}
