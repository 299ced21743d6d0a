<#ftl output_format="plainText">
${msg("apiTokenLeakedIntro", realmName)}

<#include "api-token-names.ftl">

${msg("apiTokenLeakedAdvice")}
