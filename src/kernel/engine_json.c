/* engine_json.c - three forms in which engines tell names. Asks nobody. */
#include "engine_json.h"

#include <stdio.h>
#include <string.h>

#include "json_tree.h"

static void set(struct box_names *out, const char **text, const char *said)
{
	if (said)
		box_name_set(out, text, said, strlen(said));
}

/* The container that this text is the id of. */
static struct box_name *find(const struct box_names *b, const struct json_node *id)
{
	const char *text = json_tree_text(id);

	return text ? box_names_find(b, text, strlen(text)) : NULL;
}

/* The kubelet labels its containers, whoever runs them. */
static void set_from_labels(struct box_names *out, struct box_name *n, const struct json_node *labels)
{
	const char *container = json_tree_text(json_tree_at(labels, "io.kubernetes.container.name"));
	const char *pod = json_tree_text(json_tree_at(labels, "io.kubernetes.pod.name"));
	const char *space = json_tree_text(json_tree_at(labels, "io.kubernetes.pod.namespace"));
	char name[BOX_TEXT];

	if (!container || !pod || !space)
		return;
	snprintf(name, sizeof(name), "%s/%s/%s", space, pod, container);
	set(out, &n->name, name);
}

/* "/web" is its own; "/db/web" is what another that is linked to it calls it. */
static const char *own_name(const char *name)
{
	if (!name)
		return NULL;
	name += *name == '/';
	return strchr(name, '/') ? NULL : name;
}

static void take_names(struct box_names *out, struct box_name *n, const struct json_node *names)
{
	for (size_t i = 0; i < json_tree_count(names); i++)
		set(out, &n->name, own_name(json_tree_text(json_tree_element(names, i))));
}

static void take_answer(struct box_names *out, const struct json_node *one)
{
	struct box_name *n = find(out, json_tree_at(one, "Id"));

	if (!n)
		return;
	set_from_labels(out, n, json_tree_at(one, "Labels"));
	take_names(out, n, json_tree_at(one, "Names"));
	set(out, &n->image, json_tree_text(json_tree_at(one, "Image")));
}

static void take_config(struct box_names *out, const struct json_node *whole)
{
	struct box_name *n = find(out, json_tree_at(whole, "ID"));
	const struct json_node *config = json_tree_at(whole, "Config");

	if (!n)
		return;
	set_from_labels(out, n, json_tree_at(config, "Labels"));
	set(out, &n->name, own_name(json_tree_text(json_tree_at(whole, "Name"))));
	set(out, &n->image, json_tree_text(json_tree_at(config, "Image")));
}

/* Its image is told in a text that is JSON again. */
static void take_stored(struct box_names *out, const struct json_node *one)
{
	struct box_name *n = find(out, json_tree_at(one, "id"));
	const char *text = json_tree_text(json_tree_at(one, "metadata"));
	struct json_node *metadata;
	struct err ignored;

	if (!n)
		return;
	take_names(out, n, json_tree_at(one, "names"));
	metadata = text ? json_tree_read(text, strlen(text), &ignored) : NULL;
	set(out, &n->image, json_tree_text(json_tree_at(metadata, "image-name")));
	json_tree_free(metadata);
}

static bool take_all(const char *text, size_t length, struct box_names *out, void (*take)(struct box_names *out, const struct json_node *one))
{
	struct err ignored;
	struct json_node *whole = json_tree_read(text, length, &ignored);
	bool ok = whole && (json_tree_count(whole) > 0 || length < 8);

	for (size_t i = 0; i < json_tree_count(whole); i++)
		take(out, json_tree_element(whole, i));
	json_tree_free(whole);
	return ok;
}

bool engine_answer_parse(const char *text, size_t length, struct box_names *out)
{
	return take_all(text, length, out, take_answer);
}

bool engine_storage_parse(const char *text, size_t length, struct box_names *out)
{
	return take_all(text, length, out, take_stored);
}

bool engine_config_parse(const char *text, size_t length, struct box_names *out)
{
	struct err ignored;
	struct json_node *whole = json_tree_read(text, length, &ignored);
	bool ok = json_tree_text(json_tree_at(whole, "ID")) != NULL;

	if (ok)
		take_config(out, whole);
	json_tree_free(whole);
	return ok;
}
