<#ftl output_format="plainText">
<#list tokens as token>
- ${msg("apiTokenOpeningQuote")}${token.name}${msg("apiTokenClosingQuote")} (${token.prefix}...)
</#list>
<#if others gt 0>
- ${msg("apiTokenOthers", others?c)}
</#if>
