import { useCallback, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { t } from "../shared/messages";
import { AccessGate, obstacle, Obstacle, Waiting } from "./access-gate";
import { AdministratorProvider } from "./administrator";
import { addKeycloaksFonts } from "./fonts";
import { language, realm } from "./page-config";
import { type Administrator, signIn } from "./sign-in";
import { chooseTexts } from "./texts";
import { Views } from "./views";

/** The administrators' page: docs/operate/admin-page.md. */
function AdminPage() {
    const [administrator, setAdministrator] = useState<Administrator>();
    const [error, setError] = useState<unknown>();
    const [blocked] = useState(obstacle);

    const enter = useCallback(() => {
        setError(undefined);
        signIn().then(setAdministrator, setError);
    }, []);

    useEffect(() => {
        if (!blocked) {
            enter();
        }
    }, [blocked, enter]);

    if (blocked) {
        return <Obstacle>{blocked}</Obstacle>;
    }
    if (error !== undefined) {
        return <AccessGate error={error} retry={enter} />;
    }
    if (!administrator) {
        return <Waiting />;
    }
    return (
        <AdministratorProvider value={administrator}>
            <Views />
        </AdministratorProvider>
    );
}

/** As the person wants it, now and whenever that changes. */
function followColorScheme() {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const follow = () => document.documentElement.classList.toggle("pf-v5-theme-dark", dark.matches);
    dark.addEventListener("change", follow);
    follow();
}

await chooseTexts(language === "" ? navigator.languages : [language, ...navigator.languages]);
followColorScheme();
addKeycloaksFonts();
document.title = `${t("apiTokens")} – ${realm}`;
createRoot(document.getElementById("app")!).render(<AdminPage />);
