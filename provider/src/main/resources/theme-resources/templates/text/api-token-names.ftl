<#ftl output_format="plainText">
<#list tokens as token>
- ${msg("apiTokenOpeningQuote")}${token.name}${msg("apiTokenClosingQuote")} (${token.prefix}...)
  ${msg("apiTokenMay")} <#if token.hasAllRoles>${msg("apiTokenMayAll")}<#elseif token.roles?has_content><#list token.roles as role>${role}<#sep>, </#list><#if token.otherRoles gt 0> ${msg("apiTokenAndOthers", token.otherRoles?c)}</#if><#else>${msg("apiTokenMayNothing")}</#if>
<#if token.hasAudience>
  ${msg("apiTokenOnlyAt")} <#if token.audience?has_content><#list token.audience as server>${server}<#sep>, </#list><#if token.otherAudience gt 0> ${msg("apiTokenAndOthers", token.otherAudience?c)}</#if><#else>${msg("apiTokenNowhere")}</#if>
</#if>
</#list>
<#if others gt 0>
- ${msg("apiTokenOthers", others?c)}
</#if>
