/* box_values.c - the texts by which a container is known. Asks nobody. */
#include "box_values.h"

#include <string.h>

#include "box_names.h"
#include "container.h"

static struct value told(const char *text)
{
	return text && text[0] ? value_text(text, strlen(text)) : value_blank();
}

/* A name that is no id stands in the path. */
struct value box_value(const struct cgroup *g, enum box_says what)
{
	const struct nameplate *plate = cgroup_plate(g);
	struct container c;

	if (!container_find(g->path, g->length, &c))
		return value_blank();
	if (what == BOX_TOLD_IMAGE)
		return told(plate ? plate->image : NULL);
	if (what == BOX_FULL_ID)
		return c.is_id ? value_text(c.name, BOX_ID) : value_blank();
	if (plate)
		return told(plate->name);
	return what == BOX_SHOWN || !c.is_id ? value_text(c.name, c.length) : value_blank();
}
