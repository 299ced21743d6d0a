<#ftl output_format="plainText">
<#if days == 1>${msg("apiTokenExpiringTomorrowIntro", realmName)}<#else>${msg("apiTokenExpiringIntro", realmName, days?c)}</#if>

<#include "api-token-names.ftl">

${msg("apiTokenExpiringAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
