"""The page that explains the ontology: `ontology/zhengwen.html`, made by `make docs` and copied into each release."""
