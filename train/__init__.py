"""Programs that make Khabar's models: `python -m train pretrain | finetune | export`, each with a TOML recipe."""
