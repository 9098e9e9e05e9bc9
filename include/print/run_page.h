/* run_page.h - a page with the picture of a run and its report, which wants no network and does without its script. */
#ifndef RUN_PAGE_H
#define RUN_PAGE_H

#include "run_picture.h"

/* HTML that is well-formed XML as well. */
void run_page(FILE *out, const struct run_told *told);

#endif
