<#ftl output_format="plainText">
${msg("apiTokenRevokedIntro", realmName)}

<#include "api-token-names.ftl">

${msg("apiTokenRevokedAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
