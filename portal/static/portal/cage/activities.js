// The activity tree of a SCORM 2004 package, as scorm-again wants it.

/** The organisation with its items; what an item says of sequencing is in the right words. */
export function activityTree(manifest) {
  return {
    id: manifest.identifier ?? "organization",
    title: manifest.title,
    ...manifest.sequencing,
    children: manifest.items.map(activity),
  };
}

function activity(item) {
  return {
    id: item.identifier,
    title: item.title,
    isVisible: item.visible !== false,
    ...item.sequencing,
    ...(item.items?.length ? { children: item.items.map(activity) } : {}),
  };
}

/** `cmi.scaled_passing_score` (RTE 4.2.20): the primary objective's, where measure decides. */
export function passingScore(item) {
  const objective = item.sequencing?.primaryObjective;
  if (!objective?.satisfiedByMeasure) return null;
  return objective.minNormalizedMeasure ?? 1;
}
