<#ftl output_format="plainText">
${msg("apiTokenExpiredIntro", realmName)}

<#list tokens as token>
- ${token.name} (${token.prefix}...)
</#list>

${msg("apiTokenExpiredAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
