/* control_group.c - counts who points to a control group. Reads nothing. */
#include "control_group.h"

#include <stdlib.h>
#include <string.h>

#include "vec.h"

/* The reference count and the place are the two things in a shared group that change, and only the sampling thread changes
 * them. */
static struct cgroup *counted(const struct cgroup *g)
{
	return (struct cgroup *)(uintptr_t)g;
}

static const struct nameplate *make_plate(const char *name, const char *image, const struct nameplate *before)
{
	size_t name_size = strlen(name) + 1, image_size = strlen(image) + 1;
	struct nameplate *plate = memory_new(sizeof(*plate) + name_size + image_size);
	char *texts = (char *)(plate + 1);

	memcpy(texts, name, name_size);
	memcpy(texts + name_size, image, image_size);
	*plate = (struct nameplate){ before, texts, texts + name_size };
	return plate;
}

void cgroup_name(struct cgroup *g, const char *name, const char *image)
{
	const struct nameplate *had = cgroup_plate(g);

	image = image ? image : had ? had->image : "";
	if (!had || strcmp(had->name, name) != 0 || strcmp(had->image, image) != 0)
		atomic_store_explicit(&g->plate, make_plate(name, image, had), memory_order_release);
}

static void free_plates(const struct nameplate *plate)
{
	while (plate) {
		const struct nameplate *before = plate->before;
		free((struct nameplate *)(uintptr_t)plate);
		plate = before;
	}
}

const struct cgroup *cgroup_keep(const struct cgroup *g)
{
	if (g)
		counted(g)->refs++;
	return g;
}

void cgroup_drop(const struct cgroup *g)
{
	while (g && --counted(g)->refs == 0) {
		const struct cgroup *parent = g->parent;
		free_plates(cgroup_plate(g));
		free(counted(g));
		g = parent;
	}
}

const struct cgroup *cgroup_copy(const struct cgroup *g)
{
	struct cgroup *own = g ? memory_new(sizeof(*own) + g->length + 1) : NULL;

	const struct nameplate *plate = g ? cgroup_plate(g) : NULL;

	if (!own)
		return NULL;
	*own = (struct cgroup){ .refs = 1, .length = g->length, .plate = plate ? make_plate(plate->name, plate->image, NULL) : NULL };
	memcpy(own->path, g->path, g->length + 1);
	return own;
}
