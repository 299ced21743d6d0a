<#ftl output_format="plainText">
${msg("apiTokenRotatedIntro", realmName)}

<#include "api-token-names.ftl">

${msg("apiTokenRotatedAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
