import { Tab, Tabs, TabsComponent, TabTitleText } from "@patternfly/react-core";
import { useCallback, useEffect, useRef, useState } from "react";
import { t } from "../shared/messages";
import { Notice } from "../shared/notice";
import { useAdministrator } from "./administrator";
import { type Place, placeOf, type View } from "./filters";
import { Glance } from "./summary";
import { Incident } from "./incident";
import { Inventory } from "./inventory";
import { consoleUrl, realm } from "./page-config";
import { PolicyView } from "./policy-view";
import { Missing } from "./problem";

const CONTENT = "admin-content";

/** The views, one at a time, each with an address of its own. */
export function Views() {
    const administrator = useAdministrator();
    const { rights } = administrator;
    const place = usePlace();
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
    useEffect(() => setNotice(undefined), [place]);

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
                {rights.viewAllTokens && <Glance changes={changes} place={place} />}
                <Tabs
                    activeKey={place.view}
                    component={TabsComponent.nav}
                    aria-label={t("adminViews")}
                    inset={{ default: "insetLg" }}
                >
                    {tab("tokens")}
                    {tab("incident")}
                    {tab("policy")}
                </Tabs>
                <div className="admin-content" id={CONTENT}>
                    {notice && (
                        <Notice text={notice} close={t("adminClose")} onClose={() => setNotice(undefined)} />
                    )}
                    {place.view === "policy" ? (
                        rights.viewPolicy ? (
                            <PolicyView changes={changes} onDone={done} />
                        ) : (
                            <Missing text={t("adminNeedsViewRealm")} />
                        )
                    ) : !rights.viewTokens ? (
                        <Missing text={t("adminNeedsViewUsers")} />
                    ) : place.view === "incident" ? (
                        <Incident changes={changes} onDone={done} />
                    ) : (
                        <Inventory filters={place.filters} changes={changes} onDone={done} />
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

function usePlace(): Place {
    const [place, setPlace] = useState(() => placeOf(location.hash));
    useEffect(() => {
        const follow = () => setPlace(placeOf(location.hash));
        addEventListener("hashchange", follow);
        return () => removeEventListener("hashchange", follow);
    }, []);
    return place;
}
