/* run_graph.h - how the memory of a command went, as a little picture made of text: braille dots where the terminal shows them. */
#ifndef RUN_GRAPH_H
#define RUN_GRAPH_H

#include <stdio.h>

#include "child.h"
#include "text.h"

/* Two lines of it and one that says when; nothing for what was looked at once only. */
void run_graph(FILE *out, const struct child *c, enum text_set set);

#endif
