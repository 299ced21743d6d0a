<#ftl output_format="plainText">
${msg("apiTokenExpiredIntro", realmName)}

<#include "api-token-names.ftl">

${msg("apiTokenExpiredAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
