"""Two SCORM packages for demonstrations, made of a TOML file each: nothing binary is kept."""
