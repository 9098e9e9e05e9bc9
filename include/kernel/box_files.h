/* box_files.h - names of containers in files of this machine, as far as we may read them. May take as long as the disk takes. */
#ifndef BOX_FILES_H
#define BOX_FILES_H

#include "box_names.h"
#include "procfs.h"

/* What Docker keeps below this directory ("/var/lib/docker") of each. */
void box_files_docker(struct box_names *b, const char *dir);

/* What containers/storage keeps in this file ("…/overlay-containers/containers.json"). */
void box_files_storage(struct box_names *b, const char *file);

/* The logs that the kubelet links in this directory ("/var/log/containers"). */
void box_files_pods(struct box_names *b, const char *dir);

/* The command lines of all conmons of this /proc, and, where it is this machine's, what is kept in the storages that they tell. */
enum box_reach { ONLY_PROC, ITS_FILES_TOO };
void box_files_conmon(struct box_names *b, const struct procfs *p, enum box_reach reach);

#endif
