<#ftl output_format="plainText">
${msg("apiTokenCreatedIntro", realmName)}

<#include "api-token-names.ftl">

${msg("apiTokenCreatedAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
