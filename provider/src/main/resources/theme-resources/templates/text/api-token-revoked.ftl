<#ftl output_format="plainText">
${msg("apiTokenRevokedIntro", realmName)}

<#list tokens as token>
- ${token.name} (${token.prefix}...)
</#list>

${msg("apiTokenRevokedAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
