/* run_picture.h - what a command and all that it started held over time, as a picture that stands alone, or a page with it. */
#ifndef RUN_PICTURE_H
#define RUN_PICTURE_H

#include <stdio.h>

#include "child.h"

struct run_plots;

/* Of one run, all borrowed. */
struct run_told {
	char *const *argv;
	const struct child *child;
	const char *version;         /* of ramtop */
};

/* The way to write a picture that the end of a file's name asks for: ".svg", ".html". */
struct run_picture {
	const char *end;
	void (*write)(FILE *out, const struct run_told *told);
};

/* NULL: the name ends in another way. */
const struct run_picture *run_picture_find(const char *file, struct err *e);

/* The element "svg", which places the plots; it is a file of its own, or stands in a page. */
void run_picture_svg(FILE *out, const struct run_told *told, struct run_plots *plots);

#endif
