<#ftl output_format="plainText">
${msg("apiTokenLeakedIntro", realmName)}

<#list tokens as token>
- ${token.name} (${token.prefix}...)
</#list>

${msg("apiTokenLeakedAdvice")}
