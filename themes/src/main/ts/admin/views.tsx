import { Tab, Tabs, TabsComponent, TabTitleText } from "@patternfly/react-core";
import { useCallback, useEffect, useRef, useState } from "react";
import { t } from "../shared/messages";
import { Notice } from "../shared/notice";
import { useAdministrator } from "./administrator";
import { onAgain, type Route, routeOf, sameFilters, type View } from "./filters";
import { Incident } from "./incident";
import { Inventory } from "./inventory";
import { Masthead } from "./masthead";
import { realm } from "./page-config";
import { PolicyView } from "./policy-view";
import { Missing } from "./problem";
import { ResourceServers } from "./resource-servers";
import { type Rights } from "./rights";
import { ServiceAccounts } from "./service-accounts";
import { DisabledRealm, Setup } from "./setup";
import { Summary } from "./summary";

const CONTENT = "admin-content";

const VIEWS: readonly View[] = [
    "tokens",
    "service-accounts",
    "resource-servers",
    "incident",
    "policy",
    "setup",
];

/** What it says to those who open the address of a view that they have no tab for. */
const NEEDS: Readonly<Record<View, string>> = {
    tokens: "adminNeedsViewUsers",
    incident: "adminNeedsViewUsers",
    "service-accounts": "adminNeedsViewClients",
    "resource-servers": "adminNeedsViewResourceServers",
    policy: "adminNeedsViewRealm",
    setup: "adminNeedsViewRealm",
};

function mayView(view: View, rights: Rights): boolean {
    switch (view) {
        case "tokens":
        case "incident":
            return rights.viewTokens;
        case "service-accounts":
        case "resource-servers":
            return rights.viewClients;
        case "policy":
        case "setup":
            return rights.viewPolicy;
    }
}

/** The views, one at a time, each with an address of its own. */
export function Views() {
    const { rights } = useAdministrator();
    const route = useRoute(VIEWS.find((view) => mayView(view, rights)) ?? "tokens");
    const [notice, setNotice] = useState<string>();
    // Grows with each change, for what shows the tokens to ask again.
    const [changes, setChanges] = useState(0);
    // Grows when somebody goes where they are: then, too, but the focus stays.
    const [again, setAgain] = useState(0);
    const asked = changes + again;
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => onAgain(() => setAgain((number) => number + 1)), []);

    const done = useCallback((text: string) => {
        setNotice(text);
        setChanges((number) => number + 1);
    }, []);
    // What was pressed may be gone: the focus goes to the top of the page, once the dialog has given it back.
    useEffect(() => {
        const focus = changes > 0 ? setTimeout(() => heading.current?.focus()) : undefined;
        return () => clearTimeout(focus);
    }, [changes]);
    // It is about what is left behind; a page or filters are not another place.
    const { view, clientId, search } = route;
    useEffect(() => setNotice(undefined), [view, clientId, search]);

    return (
        <>
            <Masthead />
            <main>
                <h1 className="admin-title" tabIndex={-1} ref={heading}>
                    {t("adminTitle", { realm })}
                </h1>
                {rights.viewPolicy && (
                    <div className="admin-banner">
                        <DisabledRealm changes={changes} onDone={done} />
                    </div>
                )}
                {rights.viewAllTokens && <Summary changes={asked} route={route} />}
                <Tabs
                    activeKey={route.view}
                    component={TabsComponent.nav}
                    aria-label={t("adminViews")}
                    backScrollAriaLabel={t("adminViewsBefore")}
                    forwardScrollAriaLabel={t("adminViewsAfter")}
                    inset={{ default: "insetLg" }}
                >
                    {VIEWS.filter((view) => mayView(view, rights) || view === route.view).map(tab)}
                </Tabs>
                <div className="admin-content" id={CONTENT}>
                    {notice && <Notice text={notice} onClose={() => setNotice(undefined)} />}
                    {!mayView(route.view, rights) ? (
                        <Missing text={t(NEEDS[route.view])} />
                    ) : route.view === "setup" ? (
                        <Setup changes={asked} onDone={done} />
                    ) : route.view === "policy" ? (
                        <PolicyView changes={asked} onDone={done} />
                    ) : route.view === "service-accounts" ? (
                        <ServiceAccounts {...route} changes={asked} onDone={done} />
                    ) : route.view === "resource-servers" ? (
                        <ResourceServers {...route} changes={asked} onDone={done} />
                    ) : route.view === "incident" ? (
                        <Incident changes={changes} onDone={done} />
                    ) : (
                        <Inventory filters={route.filters} page={route.page} changes={asked} onDone={done} />
                    )}
                </div>
            </main>
        </>
    );
}

const tab = (view: View) => (
    <Tab
        key={view}
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
        if (!location.hash) {
            history.replaceState(history.state, "", `#${first}`);
        }
        const follow = () => setRoute((old) => sameFilters(old, routeOf(location.hash || first)));
        addEventListener("hashchange", follow);
        return () => removeEventListener("hashchange", follow);
    }, [first]);
    return route;
}
