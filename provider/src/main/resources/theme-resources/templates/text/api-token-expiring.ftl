<#ftl output_format="plainText">
${msg("apiTokenExpiringIntro", realmName, days)}

<#list tokens as token>
- ${token.name} (${token.prefix}...)
</#list>

${msg("apiTokenExpiringAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
