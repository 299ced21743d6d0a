<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${msg("apiTokenLeakedIntro", realmName)}</p>
<ul>
<#list tokens as token>
<li>${token.name} (${token.prefix}...)</li>
</#list>
</ul>
<p>${msg("apiTokenLeakedAdvice")}</p>
</@layout.emailLayout>
