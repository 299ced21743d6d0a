// Keycloak's own fonts, from Keycloak. Where it has them no longer, the page has those of the system.
import { resourceUrl } from "./page-config";

const FOLDER = "common/keycloak/vendor/patternfly-v5/assets/fonts";

/** Family, name of the file, and weight, as PatternFly combines them. */
const FONTS = [
    ["RedHatText", "Regular", "400"],
    ["RedHatText", "Medium", "700"],
    ["RedHatDisplay", "Regular", "400"],
    ["RedHatDisplay", "Medium", "700"],
] as const;

/** Lets the browser load them when it needs them. */
export function addKeycloaksFonts() {
    for (const [family, name, weight] of FONTS) {
        const url = resourceUrl(`${FOLDER}/${family}/${family}-${name}.woff2`);
        document.fonts.add(new FontFace(family, `url("${url.href}")`, { weight, display: "swap" }));
    }
}
