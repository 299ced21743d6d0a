package io.mycli.keycloak.apitoken.representation;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A realm's policy as administrators set it. A member without a value is null, not absent. */
public final class PolicySettingsRepresentation {

    /** The member that a client may send back, so that it replaces the policy that it saw, and no other. */
    public static final String REVISION = "revision";

    private final Map<String, Object> members;

    /**
     * Adds the read-only members.
     *
     * @param settings by member
     * @param notBefore ISO 8601 in UTC, or null; set by another call
     * @param problem the realm attributes that cannot be read and have the default here, or null
     * @param revision another one for other settings
     */
    public PolicySettingsRepresentation(
            Map<String, Object> settings, @Nullable String notBefore, @Nullable String problem, String revision) {
        members = new LinkedHashMap<>(settings);
        members.put("notBefore", notBefore);
        members.put("problem", problem);
        members.put(REVISION, revision);
    }

    /** Returns the members of the JSON object. */
    @JsonAnyGetter
    @JsonInclude(content = JsonInclude.Include.ALWAYS)
    public Map<String, Object> members() {
        return members;
    }
}
