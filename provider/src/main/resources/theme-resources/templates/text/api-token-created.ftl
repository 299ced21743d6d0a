<#ftl output_format="plainText">
${msg("apiTokenCreatedIntro", realmName)}

<#list tokens as token>
- ${token.name} (${token.prefix}...)
</#list>

${msg("apiTokenCreatedAdvice")}

<#if link??>
${msg("apiTokenLink")}: ${link}
</#if>
