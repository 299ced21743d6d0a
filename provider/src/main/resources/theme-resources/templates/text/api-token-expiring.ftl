<#ftl output_format="plainText">
<#if days == 1>${msg("apiTokenExpiringTomorrowIntro", realmName)}<#else>${msg("apiTokenExpiringIntro", realmName, days?c)}</#if>

<#list tokens as token>
- ${token.name} (${token.prefix}...)
</#list>

${msg("apiTokenExpiringAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
