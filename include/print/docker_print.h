/* docker_print.h - lines of containers as docker stats prints them. */
#ifndef DOCKER_PRINT_H
#define DOCKER_PRINT_H

#include "docker_format.h"

struct docker_print {
	struct vec widths;         /* scratch: of columns */
	char *text;                /* scratch: lines before they are put into columns */
	size_t length;
	FILE *lines;               /* that write there */
};

void docker_print_init(struct docker_print *p);
void docker_print_free(struct docker_print *p);

/* Rows are of struct docker_row. */
void docker_print(struct docker_print *p, const struct docker_format *f, const struct vec *rows, const struct docker_style *s, FILE *out);

#endif
