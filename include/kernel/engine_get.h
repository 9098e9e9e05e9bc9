/* engine_get.h - one question to a container engine, over its socket on this machine. */
#ifndef ENGINE_GET_H
#define ENGINE_GET_H

#include <stdbool.h>

#include "vec.h"

#define ENGINE_MOST (16u << 20)    /* bytes of an answer: a longer one is none */

/* GET of this path ("/containers/json"); what is answered comes into a vec of char. False when nobody answers within that time, or it
 * is no success. To be called in a process of its own: the library that does it takes some megabytes, and the answer may take more. */
bool engine_get(const char *socket, const char *path, long timeout_ms, struct vec *answer);

/* Whether this ramtop was built with it. */
bool engine_is_built(void);

#endif
