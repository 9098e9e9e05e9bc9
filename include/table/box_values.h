/* box_values.h - what can be said of the container that a control group is in. */
#ifndef BOX_VALUES_H
#define BOX_VALUES_H

#include "control_group.h"
#include "unit.h"

/* The name, or else what the path has of it; the id, all 64 digits; the name that was told; the image. */
enum box_says { BOX_SHOWN, BOX_FULL_ID, BOX_TOLD_NAME, BOX_TOLD_IMAGE };

/* Borrowed from the group. Blank: it is in none, or nobody tells. */
struct value box_value(const struct cgroup *g, enum box_says what);

#endif
