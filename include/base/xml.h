/* xml.h - text within XML: SVG, and HTML that is XML as well. */
#ifndef XML_H
#define XML_H

#include <stddef.h>
#include <stdio.h>

/* Any bytes, fit for an element or an attribute: what is not UTF-8 or is not shown becomes U+FFFD, what would end the text is escaped. */
void xml_text(FILE *out, const char *bytes, size_t length);

/* The same of the first characters, so many at most; an ellipsis stands for the rest. */
void xml_text_short(FILE *out, const char *bytes, size_t length, size_t characters);

#endif
