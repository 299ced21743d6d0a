import { Tab, Tabs, TabsComponent, TabTitleText } from "@patternfly/react-core";
import { useCallback, useEffect, useRef, useState } from "react";
import { t } from "../shared/messages";
import { Notice } from "../shared/notice";
import { useAdministrator } from "./administrator";
import { type Route, routeOf, type View } from "./filters";
import { Incident } from "./incident";
import { Inventory } from "./inventory";
import { consoleUrl, realm } from "./page-config";
import { PolicyView } from "./policy-view";
import { Missing } from "./problem";
import { ServiceAccounts } from "./service-accounts";
import { Summary } from "./summary";

const CONTENT = "admin-content";

/** The views, one at a time, each with an address of its own. */
export function Views() {
    const administrator = useAdministrator();
    const { rights } = administrator;
    const route = useRoute(rights.viewTokens || !rights.viewClients ? "tokens" : "service-accounts");
    const [notice, setNotice] = useState<string>();
    // Grows with each change, for what shows the tokens to ask again.
    const [changes, setChanges] = useState(0);
    const heading = useRef<HTMLHeadingElement>(null);

    const done = useCallback((text: string) => {
        setNotice(text);
        setChanges((number) => number + 1);
    }, []);
    // What was pressed may be gone: the focus goes to the top of the page, once the dialog has given it back.
    useEffect(() => {
        const focus = changes > 0 ? setTimeout(() => heading.current?.focus()) : undefined;
        return () => clearTimeout(focus);
    }, [changes]);
    useEffect(() => setNotice(undefined), [route]);

    return (
        <>
            <header className="admin-header">
                <h1 tabIndex={-1} ref={heading}>
                    {t("adminTitle", { realm })}
                </h1>
                <span>{t("adminSignedIn", { name: administrator.name, realm: administrator.home })}</span>
                <a href={consoleUrl(administrator.home)}>{t("adminConsole")}</a>
            </header>
            <main>
                {rights.viewAllTokens && <Summary changes={changes} route={route} />}
                <Tabs
                    activeKey={route.view}
                    component={TabsComponent.nav}
                    aria-label={t("adminViews")}
                    inset={{ default: "insetLg" }}
                >
                    {tab("tokens")}
                    {tab("service-accounts")}
                    {tab("incident")}
                    {tab("policy")}
                </Tabs>
                <div className="admin-content" id={CONTENT}>
                    {notice && <Notice text={notice} onClose={() => setNotice(undefined)} />}
                    {route.view === "policy" ? (
                        rights.viewPolicy ? (
                            <PolicyView changes={changes} onDone={done} />
                        ) : (
                            <Missing text={t("adminNeedsViewRealm")} />
                        )
                    ) : route.view === "service-accounts" ? (
                        rights.viewClients ? (
                            <ServiceAccounts {...route} changes={changes} onDone={done} />
                        ) : (
                            <Missing text={t("adminNeedsViewClients")} />
                        )
                    ) : !rights.viewTokens ? (
                        <Missing text={t("adminNeedsViewUsers")} />
                    ) : route.view === "incident" ? (
                        <Incident changes={changes} onDone={done} />
                    ) : (
                        <Inventory filters={route.filters} changes={changes} onDone={done} />
                    )}
                </div>
            </main>
        </>
    );
}

const tab = (view: View) => (
    <Tab
        eventKey={view}
        href={`#${view}`}
        tabContentId={CONTENT}
        title={<TabTitleText>{t(`adminView_${view}`)}</TabTitleText>}
    />
);

/** @param first the view of an address that names none */
function useRoute(first: View): Route {
    const [route, setRoute] = useState(() => routeOf(location.hash || first));
    useEffect(() => {
        const follow = () => setRoute(routeOf(location.hash || first));
        addEventListener("hashchange", follow);
        return () => removeEventListener("hashchange", follow);
    }, [first]);
    return route;
}
