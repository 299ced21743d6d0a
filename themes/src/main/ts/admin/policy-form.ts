// The policy as a form has it, all of them texts and ticks, and which fields an error is about.
import { type NewPolicySettings, type PolicySettings } from "./api";
import { formProblems } from "./form-problems";

export const TICKS = [
    "enabled",
    "requireExpiry",
    "leakReports",
    "endOnLogoutAll",
    "fullAccess",
    "mailCreated",
    "mailRotated",
    "mailExpiring",
    "mailExpired",
    "mailRevoked",
    "mailLeaked",
] as const;

/** In the order of the form. */
export const TEXTS = [
    "maxLifetime",
    "defaultLifetime",
    "inactivityDays",
    "maxPerUser",
    "scopes",
    "profiles",
    "clients",
    "recentLoginSeconds",
] as const;

export type Tick = (typeof TICKS)[number];
export type Text = (typeof TEXTS)[number];
export type PolicyDraft = Readonly<Record<Tick, boolean> & Record<Text, string>>;

export function draftOf(policy: PolicySettings): PolicyDraft {
    const text = (value: PolicySettings[Text]) =>
        value === null ? "" : Array.isArray(value) ? value.join(" ") : String(value);
    return {
        ...(Object.fromEntries(TICKS.map((tick) => [tick, policy[tick]])) as Record<Tick, boolean>),
        ...(Object.fromEntries(TEXTS.map((field) => [field, text(policy[field])])) as Record<Text, string>),
    };
}

export function settingsOf(draft: PolicyDraft): NewPolicySettings {
    return {
        ...draft,
        maxPerUser: number(draft.maxPerUser),
        defaultLifetime: draft.defaultLifetime.trim() || null,
        maxLifetime: draft.maxLifetime.trim() || null,
        clients: words(draft.clients),
        profiles: words(draft.profiles),
        scopes: words(draft.scopes),
        recentLoginSeconds: number(draft.recentLoginSeconds),
        inactivityDays: number(draft.inactivityDays),
    };
}

/** Returns the fields in which two drafts differ, in the order of the form. */
export const changedFields = (before: PolicyDraft, after: PolicyDraft): readonly (Tick | Text)[] =>
    [...TICKS, ...TEXTS].filter((field) => before[field] !== after[field]);

const OF_NEW_SECRETS: readonly (Tick | Text)[] = [
    "maxLifetime",
    "defaultLifetime",
    "requireExpiry",
    "maxPerUser",
    "scopes",
    "profiles",
    "fullAccess",
];

/** Returns whether a setting says nothing of tokens as they are, until they are rotated: docs/configure.md. */
export const bindsNewSecrets = (field: Tick | Text) => OF_NEW_SECRETS.includes(field);

/** Returns a policy that somebody else has changed, with what was changed in the form since it had another one. */
export const carriedOver = (before: PolicyDraft, draft: PolicyDraft, current: PolicyDraft): PolicyDraft => ({
    ...current,
    ...Object.fromEntries(changedFields(before, draft).map((field) => [field, draft[field]])),
});

/** Returns whether both have changed a field, to different values. */
export const isConflict = (before: PolicyDraft, draft: PolicyDraft, current: PolicyDraft) =>
    changedFields(before, draft).some(
        (field) => current[field] !== before[field] && current[field] !== draft[field],
    );

/** Returns whether a change, other than that disables API tokens, can make tokens inactive as soon as it is saved. */
export const mayEndTokens = (before: PolicyDraft, after: PolicyDraft) =>
    (after.endOnLogoutAll && !before.endOnLogoutAll) || days(after) < days(before);

/** Without an end, or for what is no number, endlessly many. */
const days = ({ inactivityDays }: PolicyDraft) => Number(inactivityDays) || Infinity;

/** What is no number goes as it is: the server says what is wrong with it. */
const number = (text: string) => (/^\s*\d*\s*$/.test(text) ? (text.trim() ? Number(text) : null) : text);

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean);

export const policyProblems = (error: unknown) => formProblems(error, TEXTS);
