/* engine_json.h - what container engines say of their containers in JSON, in answers and in files of theirs. Opens none. */
#ifndef ENGINE_JSON_H
#define ENGINE_JSON_H

#include "box_names.h"

/* Each takes the names of those that are asked for. False when the text is not of that form. */

/* GET /containers/json of Docker's API, which Podman speaks too. */
bool engine_answer_parse(const char *text, size_t length, struct box_names *out);

/* Docker's config.v2.json, of one container. */
bool engine_config_parse(const char *text, size_t length, struct box_names *out);

/* containers.json of containers/storage: Podman, CRI-O, Buildah. */
bool engine_storage_parse(const char *text, size_t length, struct box_names *out);

#endif
