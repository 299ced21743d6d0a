<#ftl output_format="plainText">
${msg("apiTokenExpiredIntro", realmName)}

<#list tokens as token>
- ${token.name} (${token.prefix}...)
</#list>

${msg("apiTokenExpiredAdvice")}

${msg("apiTokenLink")}: ${link}
