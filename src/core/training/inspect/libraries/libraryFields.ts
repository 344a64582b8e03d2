/**
 * Fields of dataclasses that libraries offer for training scripts, by name. Only those that releases far
 * apart have in common: transformers 4.38, 4.57 and 5.0; TRL 0.12, 0.24 and 1.0. Which of them a job knows
 * is decided by what it installs.
 */
const training = words(`
  output_dir do_train do_eval do_predict prediction_loss_only per_device_train_batch_size
  per_device_eval_batch_size gradient_accumulation_steps eval_accumulation_steps eval_delay
  learning_rate weight_decay adam_beta1 adam_beta2 adam_epsilon max_grad_norm num_train_epochs
  max_steps lr_scheduler_type lr_scheduler_kwargs warmup_ratio warmup_steps log_level
  log_level_replica log_on_each_node logging_dir logging_strategy logging_first_step logging_steps
  logging_nan_inf_filter save_strategy save_steps save_total_limit save_on_each_node
  save_only_model use_cpu seed data_seed bf16 fp16 bf16_full_eval fp16_full_eval tf32 local_rank
  ddp_backend debug dataloader_drop_last eval_steps dataloader_num_workers
  dataloader_prefetch_factor run_name disable_tqdm remove_unused_columns label_names
  load_best_model_at_end metric_for_best_model greater_is_better ignore_data_skip fsdp fsdp_config
  accelerator_config deepspeed label_smoothing_factor optim optim_args group_by_length
  length_column_name report_to ddp_find_unused_parameters ddp_bucket_cap_mb ddp_broadcast_buffers
  dataloader_pin_memory dataloader_persistent_workers skip_memory_metrics push_to_hub
  resume_from_checkpoint hub_model_id hub_strategy hub_token hub_private_repo hub_always_push
  gradient_checkpointing gradient_checkpointing_kwargs auto_find_batch_size full_determinism
  ddp_timeout torch_compile torch_compile_backend torch_compile_mode include_num_input_tokens_seen
  neftune_noise_alpha
`);

const byClass: ReadonlyMap<string, readonly string[]> = new Map([
  ['transformers.TrainingArguments', training],
  [
    'transformers.Seq2SeqTrainingArguments',
    [
      ...training,
      ...words(`sortish_sampler predict_with_generate generation_max_length generation_num_beams
        generation_config`),
    ],
  ],
  [
    'trl.SFTConfig',
    [
      ...training,
      ...words(`model_init_kwargs dataset_text_field dataset_kwargs dataset_num_proc packing
        eval_packing`),
    ],
  ],
  [
    'trl.DPOConfig',
    [
      ...training,
      ...words(`model_init_kwargs disable_dropout dataset_num_proc max_length truncation_mode
        precompute_ref_log_probs loss_type beta f_divergence_type f_alpha_divergence_coef
        label_smoothing use_weighting sync_ref_model ref_model_mixup_alpha
        ref_model_sync_steps`),
    ],
  ],
  [
    'trl.GRPOConfig',
    [
      ...training,
      ...words(`model_init_kwargs disable_dropout num_generations max_completion_length
        ds3_gather_for_generation shuffle_dataset generation_batch_size steps_per_generation
        temperature top_p top_k min_p generation_kwargs repetition_penalty
        use_transformers_paged cache_implementation use_vllm vllm_mode vllm_model_impl
        vllm_enable_sleep_mode vllm_server_base_url vllm_server_host vllm_server_port
        vllm_server_timeout vllm_gpu_memory_utilization vllm_tensor_parallel_size beta
        num_iterations epsilon delta epsilon_high importance_sampling_level reward_weights
        scale_rewards loss_type mask_truncated_completions sync_ref_model
        ref_model_mixup_alpha ref_model_sync_steps top_entropy_quantile
        vllm_importance_sampling_correction vllm_importance_sampling_cap log_completions
        num_completions_to_print`),
    ],
  ],
  [
    'trl.RewardConfig',
    [...training, ...words(`dataset_num_proc max_length center_rewards_coefficient`)],
  ],
  [
    'trl.KTOConfig',
    [
      ...training,
      ...words(`max_length beta loss_type desirable_weight undesirable_weight generate_during_eval
        disable_dropout precompute_ref_log_probs model_init_kwargs dataset_num_proc`),
    ],
  ],
  [
    'trl.ORPOConfig',
    [
      ...training,
      ...words(`max_length max_completion_length beta disable_dropout padding_value
        generate_during_eval is_encoder_decoder model_init_kwargs dataset_num_proc`),
    ],
  ],
  [
    'trl.ModelConfig',
    words(`model_name_or_path model_revision trust_remote_code attn_implementation use_peft
    lora_r lora_alpha lora_dropout lora_target_modules lora_modules_to_save
    lora_task_type use_rslora load_in_8bit load_in_4bit bnb_4bit_quant_type
    use_bnb_nested_quant`),
  ],
  [
    'trl.ScriptArguments',
    words(`dataset_name dataset_train_split dataset_test_split ignore_bias_buffers`),
  ],
]);

/** Names of a class's fields, by its full name; none where it is not known. */
export function fieldNames(path: string): readonly string[] {
  const parts = path.split('.');
  return byClass.get(`${parts[0] ?? ''}.${parts.at(-1) ?? ''}`) ?? [];
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
